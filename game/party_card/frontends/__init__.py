"""How a page reaches a person. A front end pulls pages and sends back ids of offers; it decides nothing."""
