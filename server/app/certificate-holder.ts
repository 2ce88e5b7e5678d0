import type { Clock } from '../contract/clock.ts';
import { openCertificate, type ServerCertificate } from '../settings/certificate.ts';

const LOOK_AGAIN_MS = 12 * 60 * 60 * 1000;

/** The certificate in use, renewed before it runs out and when the host is renamed. */
export class CertificateHolder {
  readonly #dataFolder: string;
  readonly #clock: Clock;
  #current: ServerCertificate;
  #hostname: string;
  #timer: NodeJS.Timeout | null = null;

  private constructor(dataFolder: string, clock: Clock, current: ServerCertificate, hostname: string) {
    this.#dataFolder = dataFolder;
    this.#clock = clock;
    this.#current = current;
    this.#hostname = hostname;
  }

  static async open(dataFolder: string, clock: Clock, hostname: string): Promise<CertificateHolder> {
    const current = await openCertificate(dataFolder, hostname, clock());
    return new CertificateHolder(dataFolder, clock, current, hostname);
  }

  get current(): ServerCertificate {
    return this.#current;
  }

  /** Follows a new host name; answers whether the certificate is another one now. */
  async follow(hostname: string): Promise<boolean> {
    return hostname !== this.#hostname && this.#look(hostname);
  }

  /** Looks twice a day, and calls where the certificate has become another one. */
  watch(onChange: () => void, onError: (cause: unknown) => void): () => void {
    this.#timer = setInterval(() => {
      this.#look(this.#hostname).then((changed) => {
        if (changed) onChange();
      }, onError);
    }, LOOK_AGAIN_MS).unref();
    return () => {
      if (this.#timer) clearInterval(this.#timer);
    };
  }

  async #look(hostname: string): Promise<boolean> {
    const before = this.#current;
    this.#current = await openCertificate(this.#dataFolder, hostname, this.#clock());
    this.#hostname = hostname;
    return this.#current.cert !== before.cert;
  }
}
