/** Makes one build for deployment, for all test files that look at it; they get its folder by `inject('build')`. */
import { mkdtemp, rm } from 'node:fs/promises';
import type { TestProject } from 'vitest/node';
import { buildSite } from '../../scripts/lib/build.ts';
import { inRoot } from '../../scripts/lib/paths.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Of a build for deployment: `pages`, `server` and `client` are in it. */
    build: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  // Inside the clone, since prerendering imports packages from where it is built.
  const build = await mkdtemp(inRoot('dist-local-deployment-'));
  await buildSite({ local: false, outDir: build });
  project.provide('build', build);
  return () => rm(build, { recursive: true, force: true });
}
