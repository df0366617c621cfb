import type { HomeSettings } from '../settings/settings.ts';
import type { HomePaths } from './paths.ts';

/** Where a home is opened to; `warn` gets a sentence for each thing that had to be left alone. */
export interface Opening {
  paths: HomePaths;
  settings: HomeSettings;
  /** Whether an empty database may be made in a home that seems to have lost its own; false by default. */
  mayBeNew?: boolean;
  warn: (text: string) => void;
}
