import { type z } from 'zod';
import { AUDIT_ARGUMENTS, type AuditCalls } from './audit.ts';
import { DELIVERY_ARGUMENTS, type DeliveryCalls } from './delivery-calls.ts';
import type { Subscribe } from './events.ts';
import { FIRST_RUN_ARGUMENTS, type FirstRunCalls } from './first-run.ts';
import { HEALTH_ARGUMENTS, type HealthCalls } from './health.ts';
import { LIST_ARGUMENTS, type ListCalls } from './list-calls.ts';
import { LOG_ARGUMENTS, type LogCalls } from './log-calls.ts';
import { NOTICE_ARGUMENTS, type NoticeCalls } from './notice-calls.ts';
import { OPTION_ACTIVITY_ARGUMENTS, type OptionActivityCalls } from './option-activity.ts';
import { SETTINGS_ARGUMENTS, type SettingsCalls } from './settings-calls.ts';
import { STATUS_ARGUMENTS, type StatusCalls } from './status.ts';
import { WHAT_IF_ARGUMENTS, type WhatIfCalls } from './what-if.ts';

/**
 * The API of the console, typed once. The server implements it, Electron IPC and loopback HTTP carry it, the
 * window calls it. Arguments are parsed at the border by CALL_ARGUMENTS.
 */

export interface Calls
  extends
    ListCalls,
    DeliveryCalls,
    NoticeCalls,
    LogCalls,
    SettingsCalls,
    StatusCalls,
    AuditCalls,
    FirstRunCalls,
    HealthCalls,
    OptionActivityCalls,
    WhatIfCalls {}

export type CallName = keyof Calls;

export type CallResult<N extends CallName> = ReturnType<Calls[N]>;

/** What the server implements. */
export type Handlers = {
  readonly [N in CallName]: (...args: Parameters<Calls[N]>) => CallResult<N> | Promise<CallResult<N>>;
};

/** How the arguments of each call are parsed at the border; unknown keys and bad values are refused with their path. */
export const CALL_ARGUMENTS: { readonly [N in CallName]: z.ZodType<Parameters<Calls[N]>> } = {
  ...LIST_ARGUMENTS,
  ...DELIVERY_ARGUMENTS,
  ...NOTICE_ARGUMENTS,
  ...LOG_ARGUMENTS,
  ...SETTINGS_ARGUMENTS,
  ...STATUS_ARGUMENTS,
  ...AUDIT_ARGUMENTS,
  ...FIRST_RUN_ARGUMENTS,
  ...HEALTH_ARGUMENTS,
  ...OPTION_ACTIVITY_ARGUMENTS,
  ...WHAT_IF_ARGUMENTS,
};

/** The window's view of the server, whatever carries it. */
export interface Console {
  readonly call: <N extends CallName>(name: N, ...args: Parameters<Calls[N]>) => Promise<CallResult<N>>;
  readonly on: Subscribe;
}
