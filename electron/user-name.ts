import { userInfo } from 'node:os';

/** The operating system's name of whoever runs the app; a user whom the system does not know is somebody. */
export function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return 'Somebody';
  }
}
