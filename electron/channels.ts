/** The IPC channels: calls from the window, events to it, and which of them it wants. Shared by main and preload. */
export const CALL_CHANNEL = 'gatepost:call';
export const EVENT_CHANNEL = 'gatepost:event';
export const CHOICE_CHANNEL = 'gatepost:choice';
