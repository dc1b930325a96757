import type { ServerMessage } from '@/contracts/live';

/** `undefined` where the text is no message of the contract. */
export function readServerMessage(text: string): ServerMessage | undefined {
  let message: unknown;
  try {
    message = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof message !== 'object' || message === null || !('type' in message)) return undefined;
  const told = message as Partial<Record<string, unknown>>;
  const numbers = (...keys: readonly string[]): boolean => keys.every((key) => Number.isFinite(told[key]));
  const isWhole = (): boolean => {
    switch (told['type']) {
      case 'hello':
        return (
          numbers('epoch', 'revision', 'time') && typeof told['seq'] === 'object' && told['seq'] !== null
        );
      case 'event':
        return numbers('seq') && typeof told['log'] === 'string';
      case 'gap':
        return numbers('from', 'to') && typeof told['log'] === 'string';
      case 'clock':
        return numbers('sent', 'time');
      case 'bye':
        return true;
      default:
        return false;
    }
  };
  return isWhole() ? (message as ServerMessage) : undefined;
}
