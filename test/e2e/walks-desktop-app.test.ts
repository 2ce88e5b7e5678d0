import { describeWalks } from './walks/describe-walks.ts';
import { openDesktopApp } from './walks/ways-in.ts';

/** The window of the desktop app, its main process and preload as they are built. */
describeWalks(openDesktopApp);
