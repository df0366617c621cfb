import type { HomeSettings } from '../settings/settings.ts';
import type { HomePaths } from './paths.ts';

/** Where a home is opened to; `warn` gets a sentence for each thing that had to be left alone. */
export interface Opening {
  paths: HomePaths;
  settings: HomeSettings;
  warn: (text: string) => void;
}
