"""Treaty rules as data and the dates that follow from them; pure functions."""
