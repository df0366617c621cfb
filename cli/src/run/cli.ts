/** What every command is given. */
import type { Home } from '../home/home.ts';
import type { Source } from '../settings/source.ts';
import type { Output } from '../terminal/output.ts';

export interface Cli {
  readonly env: NodeJS.ProcessEnv;
  readonly out: Output;
  /** Unix ms. */
  readonly now: () => number;
  /** The home's folder, which need not exist. */
  readonly root: string;
  /** Where settings come from, read anew. Throws `config_invalid` where the file is not TOML. */
  source(): Source;
  /** The home, opened on first use. Throws `home_unusable` where its database was lost, unless it `mayBeNew`. */
  home(options?: { mayBeNew: boolean }): Promise<Home>;
}
