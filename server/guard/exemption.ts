/** Why a client is never put on the Dynamic Screen. */
export type Exemption = 'allow-list' | 'trusted-ip' | 'own-address';

/**
 * Whether the client is exempt now; asked anew each time, because the lists change. App answers it from the
 * directory and from this machine's own addresses (127.0.0.1, ::1 and those of its interfaces).
 */
export type FindExemption = (ip: string) => Exemption | null;

export const EXEMPTION_TEXT: Readonly<Record<Exemption, string>> = {
  'allow-list': 'it is on the allow list',
  'trusted-ip': 'it is in the Trusted IPs',
  'own-address': "it is one of this machine's own addresses",
};
