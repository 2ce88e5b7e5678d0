/** The two IPC channels: calls from the window, events to it. Shared by main and preload. */
export const CALL_CHANNEL = 'gatepost:call';
export const EVENT_CHANNEL = 'gatepost:event';
