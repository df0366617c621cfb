/** Settings. */
import { allSettings, otherwiseOf } from '../settings/table.ts';
import { type Add, group, type Tree } from './add.ts';

export function addConfig(add: Add, tree: Tree): void {
  const config = group(tree, 'config', 'settings, kept in config.toml');
  if (!config) return;
  config.addHelpText('after', settingsExplained);
  add(config, 'list', 'list all settings, and where each comes from').runs(
    async () => (await import('../commands/config-list.ts')).configList,
  );
  add(config, 'get <setting>', 'show a setting').runs(
    async () => (await import('../commands/config-get.ts')).configGet,
  );
  add(config, 'set <setting> <value>', 'change a setting; "" takes it away', {
    examples: ['samedi config set learning.weekly_goal_minutes 300'],
  }).runs(async () => (await import('../commands/config-set.ts')).configSet);
  add(config, 'edit', 'open config.toml in your $EDITOR, then check it').runs(
    async () => (await import('../commands/config-edit.ts')).configEdit,
  );
  add(config, 'path', 'show where config.toml is').runs(
    async () => (await import('../commands/config-path.ts')).configPath,
  );
}

/** Each setting, what it is, and what holds where it is not set. */
function settingsExplained(): string {
  const width = Math.max(...allSettings.map(([name]) => name.length));
  const lines = allSettings.map(
    ([name, setting]) => `  ${name.padEnd(width)}  ${setting.about} (${otherwiseOf(setting)})`,
  );
  return ['', 'Settings, and what holds by default:', ...lines].join('\n');
}
