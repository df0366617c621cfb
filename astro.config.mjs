import cloudflare from '@astrojs/cloudflare';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'astro/config';
import devRoutes from './scripts/build/dev-routes-integration.mjs';
import pages from './scripts/build/pages-integration.mjs';
import worker from './scripts/build/worker-integration.mjs';

export default defineConfig({
  output: 'server',
  site: process.env.SITE ?? 'http://localhost:8788',
  session: false,
  adapter: cloudflare({ imageService: 'passthrough', prerenderEnvironment: 'node' }),
  integrations: [devRoutes(), pages(), worker()],
  devToolbar: { enabled: false },
  // The policy allows no inline style or script: every one is a file, and code in the docs is not highlighted.
  markdown: { syntaxHighlight: false },
  build: { format: 'file', inlineStylesheets: 'never' },
  vite: { plugins: [tailwindcss()], build: { assetsInlineLimit: 0 } },
  security: {
    checkOrigin: true,
    csp: {
      directives: [
        "default-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "object-src 'none'",
      ],
    },
  },
});
