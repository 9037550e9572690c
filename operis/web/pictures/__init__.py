"""How are figures drawn? Prepared here over one scale, drawn by the templates of this name as SVG: across in percent, down in rem."""
