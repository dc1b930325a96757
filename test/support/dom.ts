import '@testing-library/jest-dom/vitest';
import { cleanup, configure } from '@testing-library/react';
import { afterEach } from 'vitest';

afterEach(cleanup);

// How long a part that comes when it is first shown is on its way is a busy machine's affair, not the test's.
configure({ asyncUtilTimeout: 4_500 });

// What jsdom lacks and the page asks for; nothing here ever matches or reports.
const matchMedia = (query: string): MediaQueryList => {
  const target = new EventTarget();
  return {
    matches: false,
    media: query,
    onchange: null,
    addListener: () => undefined,
    removeListener: () => undefined,
    addEventListener: target.addEventListener.bind(target),
    removeEventListener: target.removeEventListener.bind(target),
    dispatchEvent: target.dispatchEvent.bind(target),
  };
};
if (typeof window.matchMedia !== 'function') Object.assign(window, { matchMedia });

// jsdom paints nothing, and says so at length whenever it is asked.
HTMLCanvasElement.prototype.getContext = () => null;

globalThis.ResizeObserver ??= class {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
};

if (!('scrollIntoView' in Element.prototype)) {
  Object.assign(Element.prototype, { scrollIntoView: () => undefined });
}
