// Applies what "Appearance" on the Server page keeps, before anything is painted: the content policy allows no script
// in the page itself, and a module would run after the first picture. Served as it is, so plain JavaScript.
(() => {
  const { document, localStorage, matchMedia } = globalThis;
  const root = document.documentElement;
  const moreContrast = matchMedia('(prefers-contrast: more)');

  const kept = (name) => {
    try {
      return localStorage.getItem(`gatepost-${name}`);
    } catch {
      return null; // storage is switched off: as the system has it
    }
  };
  const apply = () => {
    root.dataset.theme = kept('theme') ?? 'system';
    root.dataset.contrast = kept('contrast') ?? (moreContrast.matches ? 'more' : 'normal');
  };

  apply();
  moreContrast.addEventListener('change', apply);
  globalThis.addEventListener('storage', apply); // another window of the same server
  globalThis.addEventListener('gatepost-appearance', apply);
})();
