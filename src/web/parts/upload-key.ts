/** Under which name a file of a field is being sent, so that the form around it can tell that it is. */
export const uploadKey = (field: string): readonly string[] => ['upload', field]
