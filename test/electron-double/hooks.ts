import { registerHooks } from 'node:module';

/** `electron` means the stand-in, in every module that the process loads. */
const standIn = new URL('./electron.ts', import.meta.url).href;

registerHooks({
  resolve(specifier, context, nextResolve) {
    if (/^electron(\/main|\/common)?$/.test(specifier)) {
      return { url: standIn, format: 'module-typescript', shortCircuit: true };
    }
    return nextResolve(specifier, context);
  },
});
