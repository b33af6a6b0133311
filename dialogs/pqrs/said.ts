/** Shorter texts ask for a filing ("quiero poner una queja"); longer ones already tell the story. */
const MIN_STORY_CHARACTERS = 40;

/** What the person wrote, when it can stand as a description; null when it only asks for something. */
export function toSaid(text: string): string | null {
  const story = text.trim();
  return story.length >= MIN_STORY_CHARACTERS ? story : null;
}
