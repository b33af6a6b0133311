/** Who in this process wants to know that a conversation has grown. Ids only: nothing private travels. */
export class Listeners {
  readonly #byConversation = new Map<string, Set<() => void>>();

  subscribe(conversationId: string, onNews: () => void): () => void {
    const set = this.#byConversation.get(conversationId) ?? new Set();
    set.add(onNews);
    this.#byConversation.set(conversationId, set);
    return () => {
      set.delete(onNews);
      if (set.size === 0) {
        this.#byConversation.delete(conversationId);
      }
    };
  }

  tell(conversationId: string): void {
    for (const onNews of this.#byConversation.get(conversationId) ?? []) {
      onNews();
    }
  }

  tellThese(conversationIds: readonly string[]): void {
    for (const id of conversationIds) {
      this.tell(id);
    }
  }

  tellAll(): void {
    for (const set of this.#byConversation.values()) {
      for (const onNews of set) {
        onNews();
      }
    }
  }
}
