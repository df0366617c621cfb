/** Makes one build for deployment, for all test files that look at it; they get its folder by `inject('build')`. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { buildSite } from '../../scripts/lib/build.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Of a build for deployment: `pages`, `server` and `client` are in it. */
    build: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const build = await mkdtemp(join(tmpdir(), 'samedi-build-'));
  await buildSite({ local: false, outDir: build });
  project.provide('build', build);
  return () => rm(build, { recursive: true, force: true });
}
