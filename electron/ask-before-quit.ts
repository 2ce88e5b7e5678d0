import { dialog } from 'electron';

/** Whether to quit though sessions run; the safe answer is chosen already. */
export async function askBeforeQuit(sessions: number): Promise<boolean> {
  if (sessions === 0) return true;
  const { response } = await dialog.showMessageBox({
    type: 'question',
    message: sessions === 1 ? '1 session is running' : `${String(sessions)} sessions are running`,
    detail:
      'Quitting stops the mail server. Messages that are being received may finish within ten seconds; other servers try the rest again later.',
    buttons: ['Keep running', 'Quit'],
    defaultId: 0,
    cancelId: 0,
  });
  return response === 1;
}
