/**
 * The development mailbox exists in a local build only: its routes are injected here, and `__LOCAL_BUILD__` lets the
 * bundler drop its sender from a build for deployment. Local builds are made with SAMEDI_BUILD=local, and by
 * `astro dev`.
 */
export default function devRoutes() {
  return {
    name: 'samedi:dev-routes',
    hooks: {
      'astro:config:setup': ({ command, injectRoute, updateConfig }) => {
        const local = command === 'dev' || process.env.SAMEDI_BUILD === 'local';
        updateConfig({ vite: { define: { __LOCAL_BUILD__: JSON.stringify(local) } } });
        if (!local) return;
        injectRoute({
          pattern: '/dev/mailbox',
          entrypoint: './src/dev/mailbox.astro',
          prerender: false,
        });
        injectRoute({
          pattern: '/dev/mailbox.json',
          entrypoint: './src/dev/mailbox.json.ts',
          prerender: false,
        });
      },
    },
  };
}
