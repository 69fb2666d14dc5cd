"""On schedule, the bad standing of ties costs points: of seen ties in the real ledger, of true ones in its shadow."""
