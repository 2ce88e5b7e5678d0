import { nativeImage, nativeTheme, type NativeImage } from 'electron';
import attentionDark16 from '../assets/tray/tray-attention-dark-16.png?inline';
import attentionDark32 from '../assets/tray/tray-attention-dark-32.png?inline';
import attentionLight16 from '../assets/tray/tray-attention-light-16.png?inline';
import attentionLight32 from '../assets/tray/tray-attention-light-32.png?inline';
import attentionTemplate16 from '../assets/tray/tray-attention-template-16.png?inline';
import attentionTemplate32 from '../assets/tray/tray-attention-template-32.png?inline';
import runningDark16 from '../assets/tray/tray-running-dark-16.png?inline';
import runningDark32 from '../assets/tray/tray-running-dark-32.png?inline';
import runningLight16 from '../assets/tray/tray-running-light-16.png?inline';
import runningLight32 from '../assets/tray/tray-running-light-32.png?inline';
import runningTemplate16 from '../assets/tray/tray-running-template-16.png?inline';
import runningTemplate32 from '../assets/tray/tray-running-template-32.png?inline';
import stoppedDark16 from '../assets/tray/tray-stopped-dark-16.png?inline';
import stoppedDark32 from '../assets/tray/tray-stopped-dark-32.png?inline';
import stoppedLight16 from '../assets/tray/tray-stopped-light-16.png?inline';
import stoppedLight32 from '../assets/tray/tray-stopped-light-32.png?inline';
import stoppedTemplate16 from '../assets/tray/tray-stopped-template-16.png?inline';
import stoppedTemplate32 from '../assets/tray/tray-stopped-template-32.png?inline';
import type { TrayState } from './tray-state.ts';

interface Picture {
  /** 16 pixels, and the same in 32 for dense screens, as data: URLs. */
  readonly small: string;
  readonly large: string;
}

const PICTURES: Readonly<Record<TrayState, Readonly<Record<'light' | 'dark' | 'template', Picture>>>> = {
  running: {
    light: { small: runningLight16, large: runningLight32 },
    dark: { small: runningDark16, large: runningDark32 },
    template: { small: runningTemplate16, large: runningTemplate32 },
  },
  attention: {
    light: { small: attentionLight16, large: attentionLight32 },
    dark: { small: attentionDark16, large: attentionDark32 },
    template: { small: attentionTemplate16, large: attentionTemplate32 },
  },
  stopped: {
    light: { small: stoppedLight16, large: stoppedLight32 },
    dark: { small: stoppedDark16, large: stoppedDark32 },
    template: { small: stoppedTemplate16, large: stoppedTemplate32 },
  },
};

/** On macOS a template, which the system colours for its menu bar; elsewhere what is clear on the task bar of now. */
export function trayIcon(state: TrayState): NativeImage {
  const isMac = process.platform === 'darwin';
  const look = isMac ? 'template' : nativeTheme.shouldUseDarkColors ? 'dark' : 'light';
  const { small, large } = PICTURES[state][look];
  const image = nativeImage.createFromDataURL(small);
  image.addRepresentation({ scaleFactor: 2, dataURL: large });
  if (isMac) image.setTemplateImage(true);
  return image;
}
