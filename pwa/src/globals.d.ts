/** The version of the app, as the server is told it with every call. */
declare const __CLIENT__: string;
