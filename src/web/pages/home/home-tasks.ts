/** Tasks the first page shows, also counted in the head of every page; the rest are one step away. */
export const homeTasks = { view: 'mine', size: 8 } as const
