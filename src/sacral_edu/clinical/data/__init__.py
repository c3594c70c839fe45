"""Tables of facts, each row with its confidence and the ids of its sources (see references.json)."""
