"""Date and number formats for languages in which Django has texts but no formats."""
