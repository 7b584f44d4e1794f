/** A start that cannot go on; the message is for the operator. */
export class CannotStart extends Error {
  override readonly name = 'CannotStart'
}
