import type { Command } from '../process/command.ts';
import { profileDefinitions } from './extension-profile.ts';

/**
 * A command as a person would type it, for display: without the settings that define the profile
 * `dev-ext`, and without the message format that only this plugin needs.
 */
export function asTyped(command: Command): Command {
  const { args } = command;
  const isOurs = (index: number) => {
    const value = args[index + 1] ?? '';
    return args[index] === '--config'
      ? profileDefinitions.includes(value)
      : args[index] === '--message-format' && value.startsWith('json');
  };
  return { ...command, args: args.filter((_, index) => !isOurs(index) && !isOurs(index - 1)) };
}
