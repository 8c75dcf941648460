"""Everything in a text that names something: known names, posts, people, bodies, occasions, generic words."""
