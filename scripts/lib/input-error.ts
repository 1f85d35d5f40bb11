/** Something that whoever called the command has to put right; its message is all that they need. */
export class InputError extends Error {
  override readonly name = "InputError";
}
