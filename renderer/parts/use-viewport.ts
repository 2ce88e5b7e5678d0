import { useEffect, useState, type RefObject } from 'react';

/** How far an element is scrolled and how high it is, in pixels; follows both. */
export function useViewport(element: RefObject<HTMLElement | null>) {
  const [viewport, setViewport] = useState({ scrollTop: 0, height: 0 });
  useEffect(() => {
    const box = element.current;
    if (!box) return;
    const measure = () => {
      setViewport((before) =>
        before.scrollTop === box.scrollTop && before.height === box.clientHeight
          ? before
          : { scrollTop: box.scrollTop, height: box.clientHeight },
      );
    };
    measure();
    const resizes = new ResizeObserver(measure);
    resizes.observe(box);
    box.addEventListener('scroll', measure, { passive: true });
    return () => {
      resizes.disconnect();
      box.removeEventListener('scroll', measure);
    };
  }, [element]);
  return viewport;
}
