import tls from 'node:tls';

let shared: tls.SecureContext | undefined;

/**
 * The authorities that certificates are checked by: those that come with Node and those of the operating system, where
 * an office adds its own. Read once; that takes a moment on some systems.
 */
export function trustedAuthorities(): tls.SecureContext {
  shared ??= tls.createSecureContext({
    ca: [...tls.getCACertificates('default'), ...tls.getCACertificates('system')],
  });
  return shared;
}
