import type { Theme, WorkspaceId } from '@/contracts/ids';
import type { Language } from '@/contracts/text';

/** What a person has asked of the page itself. */
export interface Preferences {
  readonly theme: Theme;
  readonly language: Language;
  readonly workspace: WorkspaceId;
  readonly setTheme: (theme: Theme) => void;
  readonly setLanguage: (language: Language) => void;
  readonly setWorkspace: (workspace: WorkspaceId) => void;
}
