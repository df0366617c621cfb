/** What every command is given. */
import type { Home } from './home/home.ts';
import type { Output } from './output.ts';

export interface Cli {
  readonly env: NodeJS.ProcessEnv;
  readonly out: Output;
  /** Unix ms. */
  readonly now: () => number;
  /** `--endpoint`, where given. */
  readonly endpointFlag: string | undefined;
  /** The home's folder, which need not exist. */
  readonly root: string;
  /** The home, opened on first use. */
  home(): Promise<Home>;
}
