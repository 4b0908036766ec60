"""Rule packs of a stage: installed from the catalogue of published ones, or added, listed and removed by hand."""
