import type { CommitItem, StoredMessage } from './worker-messages.ts';

/** The messages that an item stores. */
export function messagesOf(item: CommitItem): readonly StoredMessage[] {
  switch (item.kind) {
    case 'message':
      return [item.message];
    case 'settlement':
      return item.messages;
    case 'removal':
    case 'statements':
      return [];
  }
}

/** How much an item puts into the spool. */
export function spooledSize(item: CommitItem): number {
  return messagesOf(item).reduce((bytes, { content }) => bytes + (content?.length ?? 0), 0);
}
