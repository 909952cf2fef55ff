"""The domain of Station Atlas: files → Atlas → (View) → Selection → MapModel or Document → drawings. No screen.

Nothing is imported here, so that `import geo.errors` loads no table library: import each name from its own module, as
`geo/README.md` lists them.
"""
