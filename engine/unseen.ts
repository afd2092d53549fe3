/** Why something in the cluster couldn't be looked at; the message is shown, so nothing secret is in it. */
export class Unseen extends Error {}
