import { contextBridge, ipcRenderer } from 'electron';
import { CALL_CHANNEL, CHOICE_CHANNEL, EVENT_CHANNEL } from './channels.ts';

/**
 * The bridge: three functions, nothing of Electron. Arguments are parsed in the main process; the IPC event object
 * never reaches the page.
 */
contextBridge.exposeInMainWorld('gatepost', {
  call: (name: unknown, args: unknown) => ipcRenderer.invoke(CALL_CHANNEL, name, args),
  on: (wanted: unknown, listener: (payload: unknown) => void) => {
    const forward = (_event: unknown, name: unknown, payload: unknown): void => {
      if (name === wanted) listener(payload);
    };
    ipcRenderer.on(EVENT_CHANNEL, forward);
    return () => {
      ipcRenderer.removeListener(EVENT_CHANNEL, forward);
    };
  },
  choose: (names: unknown) => {
    void ipcRenderer.invoke(CHOICE_CHANNEL, names);
  },
});
