/** How many pages have been shown since the application was loaded. */
export const visits = { count: 0 }
