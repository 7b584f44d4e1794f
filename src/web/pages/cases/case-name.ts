/** What a case is called: its procedure and what it is about, said once where the procedure is all there is to say. */
export const caseName = ({ procedureName, title }: { procedureName: string; title: string }): string =>
  title === procedureName || title === '' ? procedureName : `${procedureName} ${title}`
