import { isOpen } from '@/domain/alarm';
import type { City } from '@/state/city';

/** Nobody has touched the page for so long: whoever comes back finds it as they left it. */
const idleMs = 5 * 60_000;
const lookMs = 10_000;

/** Loads the page anew once the server hands out another, when nobody is at work and no alarm waits for a person. */
export function followVersion(city: City, page: Window, reload: () => void): () => void {
  let touchedAt = page.performance.now();
  const touch = () => {
    touchedAt = page.performance.now();
  };
  const kinds = ['pointerdown', 'keydown', 'wheel'];
  for (const kind of kinds) page.addEventListener(kind, touch, { passive: true });
  const beat = page.setInterval(() => {
    const waiting = city.alarms
      .getState()
      .alarms.some((alarm) => isOpen(alarm) && alarm.handling === 'new' && alarm.condition === 'active');
    const live = city.health.getState().state === 'live';
    const idle = page.performance.now() - touchedAt >= idleMs;
    if (city.health.getState().outdated && live && idle && !waiting) reload();
  }, lookMs);
  return () => {
    page.clearInterval(beat);
    for (const kind of kinds) page.removeEventListener(kind, touch);
  };
}
