import { callsSince, redsOf } from '@/domain/waiting';
import type { City } from '@/state/city';
import { markOf } from '@/state/cityMark';
import { words } from '@/state/words';
import { lastingRoughly } from '@/state/wordsFormat';

/** Keeps `<html data-…>`, its language and the title as the contract says; returns the undo. */
export function followDocument(city: City, page: Document): () => void {
  const root = page.documentElement;
  const write = () => {
    const { theme, language, workspace } = city.preferences.getState();
    root.lang = language === 'zh' ? 'zh-CN' : 'en';
    root.dataset['theme'] = theme;
    root.dataset['workspace'] = workspace;
    // Whatever becomes of the feed: as long as the past is shown the whole frame says so.
    root.dataset['time'] = city.time.getState().mode;
    root.dataset['scene'] = city.scene.getState().status.kind;
    const feed = city.health.getState().state;
    // Absent until there is a feed: nothing has been promised yet.
    if (feed === 'connecting') delete root.dataset['feed'];
    else root.dataset['feed'] = feed;
    const { name, staticMark } = words.frame;
    const mark = markOf(city.catalogue.getState().catalogue);
    const [longest, ...others] = redsOf(city.alarms.getState().waiting);
    const calls =
      longest === undefined
        ? []
        : [words.frame.reds(others.length + 1, lastingRoughly(city.present() - callsSince(longest)))];
    page.title = [...calls, name, ...(city.query.served ? [] : [staticMark]), mark]
      .map((text) => text[language])
      .join(' · ');
  };
  write();
  const undo = [
    city.preferences.subscribe(write),
    city.scene.subscribe(write),
    city.alarms.subscribe(write),
    city.health.subscribe(write),
    city.catalogue.subscribe(write),
    city.time.subscribe((now, before) => {
      if (now.mode !== before.mode) write();
    }),
  ];
  return () => undo.forEach((stop) => stop());
}
