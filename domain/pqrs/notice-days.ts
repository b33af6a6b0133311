/** Business days to send the citation, and again to wait for whoever was cited (Ley 1437 of 2011, arts. 68 and 69). */
export const CITATION_BUSINESS_DAYS = 5;
