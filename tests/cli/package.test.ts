import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inRoot } from '../../scripts/lib/paths.ts';
import { run } from '../../scripts/lib/process.ts';

interface Packed {
  filename: string;
  size: number;
  unpackedSize: number;
  files: { path: string }[];
}

const dir = mkdtempSync(join(tmpdir(), 'samedi-package-'));
let packed: Packed;
const tarball = () => join(dir, packed.filename);

beforeAll(() => {
  // Without scripts: the bundle is there already, as everything here runs it.
  const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', dir];
  const output = execFileSync('npm', args, { cwd: inRoot('cli'), encoding: 'utf8' });
  // npm 11 prints a list, later ones an object by package.
  const parsed = JSON.parse(output) as Packed[] | Record<string, Packed>;
  packed = Object.values(parsed)[0] as Packed;
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

describe('the packed CLI', () => {
  test('holds the bundle, how to begin, and licences: no source, and no dependency to install', () => {
    const paths = packed.files.map(({ path }) => path);
    const known =
      /^(package\.json|README\.md|LICENSE|bin\/samedi\.js|dist\/[\w-]+\.js|dist\/THIRD-PARTY\.txt)$/;
    expect(paths.filter((path) => !known.test(path))).toEqual([]);
    const pkg = JSON.parse(readFileSync(inRoot('cli/package.json'), 'utf8'));
    expect(Object.keys(pkg)).not.toContain('dependencies');
    expect(readFileSync(inRoot('cli/LICENSE'))).toEqual(readFileSync(inRoot('LICENSE')));
    // Readers of markdown (the quiz) and of YAML are 60 kB of it.
    expect(packed.size).toBeLessThan(360_000);
    expect(packed.unpackedSize).toBeLessThan(1_250_000);
  });

  test('passes on the licence of everything that is bundled', () => {
    const text = readFileSync(inRoot('cli/dist/THIRD-PARTY.txt'), 'utf8');
    for (const name of ['commander', 'smol-toml', 'modern-tar', 'zod']) {
      expect(text).toMatch(new RegExp(`^${name} \\d[\\s\\S]*?(MIT|BSD|Permission)`, 'm'));
    }
  });

  test('installs without a network, by itself, and works', async () => {
    const prefix = join(dir, 'prefix');
    const args = ['install', '--global', '--prefix', prefix, '--offline', '--no-audit', tarball()];
    execFileSync('npm', args, { stdio: 'pipe' });
    const home = join(dir, 'home');
    const samedi = async (...words: string[]) => {
      const env = { ...process.env, NO_COLOR: '1', SAMEDI_HOME: home };
      return run(join(prefix, 'bin', 'samedi'), words, { env, cwd: dir });
    };
    const { version } = JSON.parse(readFileSync(inRoot('cli/package.json'), 'utf8'));
    expect(await samedi('--version')).toMatchObject({ code: 0, output: `${version}\n` });
    expect(await samedi('plan', 'new', 'French')).toMatchObject({ code: 0 });
    expect(await samedi('start', 'french')).toMatchObject({ code: 0 });
    expect((await samedi('status')).output).toContain('Learning French for 0 min');
    expect(await samedi('check')).toMatchObject({ code: 0, output: 'All is well.\n' });
  });
});

/** A Node of this machine that is too old. */
function oldNode(): string | null {
  const found = (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, 'node'));
  const isOld = (path: string) => {
    const [major = 0, minor = 0] = execFileSync(path, ['-p', 'process.versions.node'], {
      encoding: 'utf8',
    })
      .split('.')
      .map(Number);
    return major < 22 || (major === 22 && minor < 13);
  };
  return found.filter((path) => existsSync(path)).find(isOld) ?? null;
}

test.skipIf(oldNode() === null)(
  'a Node that is too old is told plainly, with what to do',
  async () => {
    const { code, output } = await run(oldNode()!, [inRoot('cli/bin/samedi.js'), 'status'], {});
    expect(code).toBe(1);
    expect(output).toMatch(
      /^samedi needs Node 22\.13 or later; this is Node \d+\.\d+\.\d+\.\nInstall a newer one/,
    );
  },
);
