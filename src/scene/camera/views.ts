import views from '@data/views.json';
import type { CameraPose } from '@/contracts/briefing';
import type { Text } from '@/contracts/text';

export interface NamedView {
  readonly id: string;
  readonly title: Text;
  readonly pose: CameraPose;
}

/** What the city shows first. */
export const homePose: CameraPose = views.home;
/** The views a person can go to by name. */
export const namedViews: readonly NamedView[] = views.views;
