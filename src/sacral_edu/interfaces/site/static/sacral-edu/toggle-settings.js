/** What the theme's foldable boxes want to know. Plain variables, as its script looks for them. */
let toggleHintShow = "Click to show";
let toggleHintHide = "Click to hide";
let toggleOpenOnPrint = "true";
var togglebuttonSelector = ".toggle, .admonition.dropdown";
