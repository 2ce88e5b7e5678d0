import { describeWalks } from './walks/describe-walks.ts';
import { openWebConsole } from './walks/ways-in.ts';

/** The window in a browser, from the headless host. */
describeWalks(openWebConsole);
